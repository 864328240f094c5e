const wordsIn = (text: string): string[] => text.trim().split(/\s+/);

/** Given names that the sample school draws from; which one meets which family name is chance. */
export const FIRST_NAMES = wordsIn(`
  Aaliyah Aaron Abena Adaeze Adrián Ahmed Aiko Aisha Alejandra Alina Amara Amelia Amir Ananya Anders Andrew Anika
  Anjali Arjun Asha Ava Beatriz Benjamin Bilal Bianca Camila Carlos Caroline Chidi Chloé Claire Connor Dalia Daniel
  Daniela Darius David Deepa Diego Divya Dmitri Eleanor Eli Elena Elias Elif Emily Emre Esther Ethan Eva Ezra Fatima
  Felix Fiona Francesca Gabriel George Grace Hae-won Hana Hannah Hassan Helen Henry Ibrahim Imani Inès Isaac Isabel
  Ivy Jack Jamal Jasmine Javier Jia Joana João Jonah José Joseph Julia Kai Kamala Karim Katarzyna Kavya Keiko Kenji
  Kofi Kwame Laila Lars Laura Layla Leah Leila Leo Liam Lina Lucas Lucía Lydia Malik Manuel Marcus Maria Mateo Maya
  Mei Michael Miguel Mina Minh Miriam Mohammed Nadia Naomi Natalia Nathan Neha Ngozi Nia Nikhil Nina Noah Noor Nora
  Olivia Omar Oscar Owen Paloma Patrick Paul Pedro Penelope Peter Priya Quynh Rachel Rafael Rania Ravi Rebecca Renée
  Rohan Rosa Ruth Ryan Sade Salma Samir Samuel Sara Sarah Sasha Sean Selam Shreya Simon Sina Sofia Søren Sunita Tamar
  Tariq Thandiwe Theo Thomas Tomás Uma Valentina Victor Vikram Wei William Xavier Ximena Yara Yasmin Yuki Yusuf Zara
`);

/** Family names that the sample school draws from. */
export const LAST_NAMES = wordsIn(`
  Abbott Abdi Acheampong Adeyemi Agarwal Ahn Alvarado Andersen Araujo Asante Aydin Bajwa Baker Banerjee Barnes Bauer
  Begum Bekele Bennett Bergström Bhatt Boateng Brennan Brooks Cabrera Callahan Campbell Carvalho Castillo Chandra
  Chang Chaudhry Chen Cho Choi Christensen Cohen Coleman Contreras Cooper Costa Cruz Dang Das Delgado Demir Desai
  Diallo Diaz Dlamini Doyle Duarte Duong Edwards Eze Fernandes Fischer Fitzgerald Flores Foster Fujimoto Gallagher
  Gandhi Garcia Ghosh Gómez Goldberg Graham Greene Guerrero Gupta Gutierrez Haddad Hamid Hansen Harris Hashimoto
  Hassan Hayes Herrera Hoang Hoffman Hong Hosseini Huang Hughes Hussain Iglesias Ito Ivanova Iyer Jackson Jain Jensen
  Jiménez Johansson Jones Joshi Kang Kaplan Kapoor Karimi Kaur Kelly Khalil Khan Kim Kimura Klein Kowalski Krishnan
  Kumar Kuo Larsen Laurent Le Lee Levin Lewis Li Lim Lin Lindqvist Lopes Lopez Lu Mahmoud Malhotra Marino Martinez
  Mbeki McCarthy Medina Mehta Mendoza Menon Meyer Miller Mohammadi Molina Moore Morales Moreno Morgan Murphy Nair
  Nakamura Nasser Navarro Ndiaye Nguyen Nowak Nwosu O'Brien O'Connor Ochoa Oduya Okafor Okonkwo Oliveira Olsen Ortiz
  Osei Owusu Park Parker Patel Perez Petrov Pham Phillips Pillai Qureshi Rahman Ramirez Rao Reddy Reyes Richardson
  Rivera Roberts Rodriguez Romano Rosenberg Rossi Roy Ruiz Russo Saito Salazar Sanchez Santos Sato Schmidt Schwartz
  Sharma Shah Shapiro Silva Singh Sissoko Smith Soto Stein Suarez Sullivan Suzuki Takahashi Tan Tanaka Taylor Tesfaye
  Thompson Torres Tran Traoré Turner Usman Vargas Vasquez Vega Verma Vo Volkov Walker Wang Washington Weber White
  Williams Wong Wright Wu Yamamoto Yang Yilmaz Yoon Young Yu Zhang Zhao Zhou
`);
