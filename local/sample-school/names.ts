/** Given names that the sample school draws from; which one meets which family name is chance. */
export const FIRST_NAMES = [
  ..."Aaliyah Aaron Abena Adaeze Adrián Ahmed Aiko Aisha Alejandra Alina Amara Amelia Amir Ananya Anders Andrew Anika".split(
    " ",
  ),
  ..."Anjali Arjun Asha Ava Beatriz Benjamin Bilal Bianca Camila Carlos Caroline Chidi Chloé Claire Connor Dalia Daniel".split(
    " ",
  ),
  ..."Daniela Darius David Deepa Diego Divya Dmitri Eleanor Eli Elena Elias Elif Emily Emre Esther Ethan Eva Ezra Fatima".split(
    " ",
  ),
  ..."Felix Fiona Francesca Gabriel George Grace Hae-won Hana Hannah Hassan Helen Henry Ibrahim Imani Inès Isaac Isabel".split(
    " ",
  ),
  ..."Ivy Jack Jamal Jasmine Javier Jia Joana João Jonah José Joseph Julia Kai Kamala Karim Katarzyna Kavya Keiko Kenji".split(
    " ",
  ),
  ..."Kofi Kwame Laila Lars Laura Layla Leah Leila Leo Liam Lina Lucas Lucía Lydia Malik Manuel Marcus Maria Mateo Maya".split(
    " ",
  ),
  ..."Mei Michael Miguel Mina Minh Miriam Mohammed Nadia Naomi Natalia Nathan Neha Ngozi Nia Nikhil Nina Noah Noor Nora".split(
    " ",
  ),
  ..."Olivia Omar Oscar Owen Paloma Patrick Paul Pedro Penelope Peter Priya Quynh Rachel Rafael Rania Ravi Rebecca Renée".split(
    " ",
  ),
  ..."Rohan Rosa Ruth Ryan Sade Salma Samir Samuel Sara Sarah Sasha Sean Selam Shreya Simon Sina Sofia Søren Sunita Tamar".split(
    " ",
  ),
  ..."Tariq Thandiwe Theo Thomas Tomás Uma Valentina Victor Vikram Wei William Xavier Ximena Yara Yasmin Yuki Yusuf Zara".split(
    " ",
  ),
];

/** Family names that the sample school draws from. */
export const LAST_NAMES = [
  ..."Abbott Abdi Acheampong Adeyemi Agarwal Ahn Alvarado Andersen Araujo Asante Aydin Bajwa Baker Banerjee Barnes Bauer".split(
    " ",
  ),
  ..."Begum Bekele Bennett Bergström Bhatt Boateng Brennan Brooks Cabrera Callahan Campbell Carvalho Castillo Chandra Chang".split(
    " ",
  ),
  ..."Chaudhry Chen Cho Choi Christensen Cohen Coleman Contreras Cooper Costa Cruz Dang Das Delgado Demir Desai Diallo Diaz".split(
    " ",
  ),
  ..."Dlamini Doyle Duarte Duong Edwards Eze Fernandes Fischer Fitzgerald Flores Foster Fujimoto Gallagher Gandhi Garcia".split(
    " ",
  ),
  ..."Ghosh Gómez Goldberg Graham Greene Guerrero Gupta Gutierrez Haddad Hamid Hansen Harris Hashimoto Hassan Hayes".split(
    " ",
  ),
  ..."Herrera Hoang Hoffman Hong Hosseini Huang Hughes Hussain Iglesias Ito Ivanova Iyer Jackson Jain Jensen Jiménez".split(
    " ",
  ),
  ..."Johansson Jones Joshi Kang Kaplan Kapoor Karimi Kaur Kelly Khalil Khan Kim Kimura Klein Kowalski Krishnan Kumar Kuo".split(
    " ",
  ),
  ..."Larsen Laurent Le Lee Levin Lewis Li Lim Lin Lindqvist Lopes Lopez Lu Mahmoud Malhotra Marino Martinez Mbeki McCarthy".split(
    " ",
  ),
  ..."Medina Mehta Mendoza Menon Meyer Miller Mohammadi Molina Moore Morales Moreno Morgan Murphy Nair Nakamura Nasser".split(
    " ",
  ),
  ..."Navarro Ndiaye Nguyen Nowak Nwosu O'Brien O'Connor Ochoa Oduya Okafor Okonkwo Oliveira Olsen Ortiz Osei Owusu Park".split(
    " ",
  ),
  ..."Parker Patel Perez Petrov Pham Phillips Pillai Qureshi Rahman Ramirez Rao Reddy Reyes Richardson Rivera Roberts".split(
    " ",
  ),
  ..."Rodriguez Romano Rosenberg Rossi Roy Ruiz Russo Saito Salazar Sanchez Santos Sato Schmidt Schwartz Sharma Shah".split(
    " ",
  ),
  ..."Shapiro Silva Singh Sissoko Smith Soto Stein Suarez Sullivan Suzuki Takahashi Tan Tanaka Taylor Tesfaye Thompson Torres".split(
    " ",
  ),
  ..."Tran Traoré Turner Usman Vargas Vasquez Vega Verma Vo Volkov Walker Wang Washington Weber White Williams Wong Wright".split(
    " ",
  ),
  ..."Wu Yamamoto Yang Yilmaz Yoon Young Yu Zhang Zhao Zhou".split(" "),
];
